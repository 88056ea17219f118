from django.db import migrations

LEDGER = """
-- The lamp ledger's trigger functions (architecture 4). Attached to every deadline table with the
-- table's lamp_kind as argument; see responsibility/tasks/ledger.sql.
-- Statement-level: a sweep of thousands of rows writes its turns in one INSERT.

CREATE OR REPLACE FUNCTION lamp_turned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM new_rows n JOIN old_rows o USING (id)
    WHERE n.lamp <> o.lamp AND n.lamp_since <= o.lamp_since
  ) THEN
    RAISE EXCEPTION 'a lamp turned without a later lamp_since';
  END IF;
  -- The turns the clock owed before the new one, by the old row's instants, then the new one.
  INSERT INTO alerts_lampturn
    (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)
  SELECT TG_ARGV[0], t.id, t.county_id,
         lag(t.to_lamp, 1, t.old_lamp) OVER (PARTITION BY t.id ORDER BY t.step),
         t.to_lamp, t.cause, t.at
  FROM (
    SELECT n.id, n.county_id, o.lamp AS old_lamp, step.*
    FROM new_rows n
    JOIN old_rows o USING (id)
    CROSS JOIN LATERAL (VALUES
      (1, 'yellow', 'clock', CASE WHEN o.lamp = 'unlit' THEN o.warns_at END),
      (2, 'red', 'clock', CASE
        WHEN o.lamp NOT IN ('unlit', 'yellow') THEN NULL
        WHEN o.hold IS NULL THEN o.late_at
        WHEN o.held_until IS NOT NULL THEN greatest(o.late_at, o.held_until) END),
      (3, n.lamp, n.lamp_cause, n.lamp_since)
    ) AS step (step, to_lamp, cause, at)
    WHERE n.lamp <> o.lamp AND NOT o.exempt
      AND (step.step = 3 OR step.at < n.lamp_since)
    UNION ALL
    SELECT n.id, n.county_id, o.lamp, 3, n.lamp, n.lamp_cause, n.lamp_since
    FROM new_rows n JOIN old_rows o USING (id)
    WHERE n.lamp <> o.lamp AND o.exempt
  ) t
  ORDER BY t.id, t.step;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION lamp_first_lit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO alerts_lampturn
    (kind, deadline_id, county_id, from_lamp, to_lamp, cause, took_effect_at)
  SELECT TG_ARGV[0], id, county_id, NULL, lamp, lamp_cause, lamp_since FROM new_rows ORDER BY id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION lamp_ledger_by_trigger_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN  -- 1 is this very trigger
    RAISE EXCEPTION 'the lamp ledger is written by its trigger alone';
  END IF;
  RETURN NEW;
END $$;

-- Row triggers for every append-only table.
CREATE OR REPLACE FUNCTION kept_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE FUNCTION never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME;
END $$;

-- Only the columns named in the trigger's arguments may change, each once, from null to a value.
CREATE OR REPLACE FUNCTION only_endings_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD);
  becomes jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOR name IN SELECT jsonb_object_keys(becomes) LOOP
    IF becomes -> name IS DISTINCT FROM was -> name
       AND NOT (name = ANY (TG_ARGV) AND was -> name = 'null'::jsonb) THEN
      RAISE EXCEPTION 'column % of % is kept as written', name, TG_TABLE_NAME;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
"""

APPEND_ONLY = """
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
"""


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_ground")]

    operations = [
        migrations.RunSQL(LEDGER, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
