"""Readers that dateline is compared with, each a program of its own."""
