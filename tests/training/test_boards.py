from boards import SHARES, make_scene
from shapely.affinity import rotate
from shapely.geometry import box

from teardown.rendering.packages import PACKAGES


def test_the_same_seed_gives_the_same_board_and_another_one_another() -> None:
    assert make_scene("a.jpg", 3) == make_scene("a.jpg", 3)
    assert make_scene("a.jpg", 3).board.parts != make_scene("a.jpg", 4).board.parts


def test_bodies_lie_on_the_board_and_none_on_another() -> None:
    for seed in range(12):
        board = make_scene("a.jpg", seed).board
        shapes = []
        for part in board.parts:
            package = PACKAGES[part.package]
            assert package.kind in SHARES
            half = package.width / 2, package.height / 2
            shapes.append(rotate(box(part.x - half[0], part.y - half[1], part.x + half[0], part.y + half[1]), part.rotation))
        assert shapes
        assert all(box(0, 0, board.width, board.height).contains(shape) for shape in shapes)
        assert not any(a.intersects(b) for i, a in enumerate(shapes) for b in shapes[:i])


def test_the_picture_shows_the_whole_board() -> None:
    for seed in range(12):
        scene = make_scene("a.jpg", seed)
        diagonal = max(scene.board.width, scene.board.height)
        assert scene.camera.field * scene.camera.height / scene.camera.width >= diagonal
