from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_filters_in_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="concern_ja",
            field=models.TextField(blank=True, default=""),
        ),
    ]
