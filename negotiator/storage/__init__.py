"""The workspace file: the only place that knows SQLAlchemy. Import its modules by name; nothing is loaded here."""
