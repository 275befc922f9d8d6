"""The report of a case: what a newspaper or a company is handed to read, as HTML and PDF, in English and Japanese."""

from teardown.report.figures import Figures, figures_of
from teardown.report.render import report_html

__all__ = ["Figures", "figures_of", "report_html"]
