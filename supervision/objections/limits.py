"""The time limits of objections, by their codes (supervision/problems/terms.py; domain 5.8)."""

MAKE, DECIDE, REVIEW = "objection_make", "objection_decide", "objection_review"
