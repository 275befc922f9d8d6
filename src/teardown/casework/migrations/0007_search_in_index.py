from typing import Any

from django.db import migrations, models
from django.db.models.functions import Length, Substr


def shorten(apps: Any, schema_editor: Any) -> None:
    """An index of PostgreSQL takes no text that is longer than a page of it."""
    components = apps.get_model("casework", "Component").objects.annotate(length=Length("search"))
    components.filter(length__gt=500).update(search=Substr("search", 1, 500))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_answers_by_question"),
    ]

    operations = [
        migrations.RunPython(shorten, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="component", name="component_list"),
        migrations.AddIndex(
            model_name="component",
            index=models.Index(
                condition=models.Q(("present", True)),
                fields=["case", "unit", "place", "id", "search"],
                name="component_list",
            ),
        ),
    ]
