from django.db import migrations, models

STEPS = """
-- The life of a message: only steps of alerts/outbox/states.py, each noted as an event.
-- The migration fills in the steps ("pending>sending") and the states a message may begin in.
CREATE OR REPLACE FUNCTION message_stepped() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT NEW.state = ANY ('{cancelled,delivered,held,pending}'::text[]) THEN
      RAISE EXCEPTION 'a message does not begin as %', NEW.state;
    END IF;
  ELSE
    was := OLD.state;
    IF NOT was || '>' || NEW.state = ANY ('{held>cancelled,held>expired,held>pending,pending>accepted,pending>cancelled,pending>delivered,pending>expired,pending>held,pending>sending,pending>sent,sending>accepted,sending>delivered,sending>failed,sending>pending,sending>rejected,sending>retry_wait,sending>sent,sending>unknown,retry_wait>accepted,retry_wait>cancelled,retry_wait>delivered,retry_wait>expired,retry_wait>pending,retry_wait>sending,retry_wait>sent,unknown>accepted,unknown>delivered,unknown>failed,unknown>resend_ok,unknown>sent,unknown>unconfirmed,resend_ok>accepted,resend_ok>cancelled,resend_ok>delivered,resend_ok>failed,resend_ok>pending,resend_ok>sent,accepted>delivered,accepted>failed,accepted>sent,accepted>unconfirmed,sent>delivered,sent>failed,sent>unconfirmed,failed>delivered,unconfirmed>delivered,unconfirmed>failed,unconfirmed>sent}'::text[]) THEN
      RAISE EXCEPTION 'a message does not go from % to %', was, NEW.state;
    END IF;
  END IF;
  INSERT INTO alerts_messageevent (message_id, from_state, to_state)
  VALUES (NEW.id, was, NEW.state);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER message_begun AFTER INSERT ON alerts_message
  FOR EACH ROW EXECUTE FUNCTION message_stepped();
CREATE OR REPLACE TRIGGER message_stepped AFTER UPDATE ON alerts_message
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION message_stepped();

-- What was said to whom is kept as it was said.
CREATE OR REPLACE FUNCTION message_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.county_id, NEW.recipient_id, NEW.channel, NEW."window", NEW.reference, NEW."to",
      NEW.template, NEW.template_version, NEW.params, NEW.text, NEW.made_at)
     IS DISTINCT FROM
     (OLD.id, OLD.county_id, OLD.recipient_id, OLD.channel, OLD."window", OLD.reference, OLD."to",
      OLD.template, OLD.template_version, OLD.params, OLD.text, OLD.made_at) THEN
    RAISE EXCEPTION 'what a message says, and to whom, is never changed';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER message_kept BEFORE UPDATE ON alerts_message
  FOR EACH ROW EXECUTE FUNCTION message_kept();
CREATE OR REPLACE TRIGGER message_never_deleted BEFORE DELETE ON alerts_message
  FOR EACH ROW EXECUTE FUNCTION never_deleted();
CREATE OR REPLACE TRIGGER attempt_never_deleted BEFORE DELETE ON alerts_attempt
  FOR EACH ROW EXECUTE FUNCTION never_deleted();

CREATE OR REPLACE FUNCTION message_events_by_trigger_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN  -- 1 is this very trigger
    RAISE EXCEPTION 'the events of messages are written by their trigger alone';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER messageevent_by_trigger_only BEFORE INSERT ON alerts_messageevent
  FOR EACH STATEMENT EXECUTE FUNCTION message_events_by_trigger_only();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("alerts", "0008_post_closed"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="message",
            name="message_reference",
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)),
                fields=("reference", "channel"),
                name="message_reference",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ["accepted", "sent"])),
                fields=["made_at"],
                name="message_awaited",
            ),
        ),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
    ]
