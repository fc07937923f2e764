"""Mail: composing and SMTP."""
