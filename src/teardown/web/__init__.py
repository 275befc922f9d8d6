"""The web application: Django project, pages, styles and words. What it keeps and does is in `teardown.casework`."""
