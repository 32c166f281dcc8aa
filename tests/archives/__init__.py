"""The archives room: addresses, dates, indexes and answers of web archives."""
