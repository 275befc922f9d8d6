"""Casework: the Django application that keeps cases, photos, components, decisions and the ledger, and feeds the analysis."""
