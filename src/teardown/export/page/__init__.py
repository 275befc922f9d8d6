"""One self-contained HTML page: template and style sheet beside this file; `page_html` fills them."""

from teardown.export.page.render import page_html

__all__ = ["page_html"]
