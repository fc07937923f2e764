"""The Home page: how the business stands, and what asks for the user."""
