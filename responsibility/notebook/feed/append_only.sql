-- Of an address only its end is added; what was issued stays known.
CREATE OR REPLACE TRIGGER calendarfeed_kept BEFORE UPDATE ON responsibility_calendarfeed
  FOR EACH ROW EXECUTE FUNCTION only_endings_change('revoked_at');
CREATE OR REPLACE TRIGGER calendarfeed_never_deleted BEFORE DELETE ON responsibility_calendarfeed
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
