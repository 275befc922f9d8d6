import secrets
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def begin(apps: Any, schema_editor: Any) -> None:
    """Every case that is there already is in some state."""
    case, state = apps.get_model("casework", "Case"), apps.get_model("casework", "ComponentsState")
    state.objects.bulk_create(state(case_id=pk, word=secrets.token_hex(8)) for pk in case.objects.values_list("pk", flat=True))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_search_in_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComponentsState",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="components_state",
                        serialize=False,
                        to="casework.case",
                    ),
                ),
                ("word", models.CharField(max_length=16)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
