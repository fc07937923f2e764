"""The Banking page: bank files in, their lines booked, put aside or taken back."""
