-- What the ground floor only ever adds to.
CREATE OR REPLACE TRIGGER lampturn_by_trigger_only BEFORE INSERT ON alerts_lampturn
  FOR EACH STATEMENT EXECUTE FUNCTION lamp_ledger_by_trigger_only();
CREATE OR REPLACE TRIGGER lampturn_kept BEFORE UPDATE OR DELETE ON alerts_lampturn
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER auditentry_kept BEFORE UPDATE OR DELETE ON alerts_auditentry
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER messageevent_kept BEFORE UPDATE OR DELETE ON alerts_messageevent
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
CREATE OR REPLACE TRIGGER receipt_kept BEFORE UPDATE OR DELETE ON alerts_receipt
  FOR EACH ROW EXECUTE FUNCTION kept_as_written();
