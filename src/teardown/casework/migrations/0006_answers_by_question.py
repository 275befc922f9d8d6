import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("salt", models.TextField()),
                ("text", models.TextField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sealed_texts", to="casework.case"
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
        migrations.AddField(
            model_name="answer",
            name="by_question",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="photo",
            name="claimed",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="decision",
            name="handle",
            field=models.CharField(max_length=80),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("unit", "handle"), name="one_decision_handle_a_unit"),
        ),
    ]
