from typing import Any

from django.db import migrations, models
from django.db.models import F


def count_again(apps: Any, schema_editor: Any) -> None:
    """Bills of materials that are there already are made anew by the worker, which counts their rendered photos."""
    unit = apps.get_model("casework", "Unit")
    unit.objects.filter(bom__isnull=False).update(changes=F("changes") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_components_state"),
    ]

    operations = [
        migrations.AddField(model_name="unitbom", name="photos", field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name="unitbom", name="rendered", field=models.PositiveIntegerField(default=0)),
        migrations.RunPython(count_again, migrations.RunPython.noop),
    ]
