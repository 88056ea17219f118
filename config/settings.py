"""Settings of one county's installation. Everything that differs comes from the environment.

`LIANGZE_ENV=evaluation` (the default) starts with harmless defaults; with
`production` a missing secret stops the start.
"""

from pathlib import Path

from psycopg2.extensions import parse_dsn

from config import environment
from config.logs import logging_as

BASE_DIR = Path(__file__).resolve().parent.parent

LIANGZE_ENV = environment.text("LIANGZE_ENV", "evaluation")
if LIANGZE_ENV not in {"evaluation", "production"}:
    raise environment.ImproperlyConfigured(
        f"LIANGZE_ENV must be evaluation or production, not {LIANGZE_ENV!r}."
    )
PRODUCTION = LIANGZE_ENV == "production"

SECRET_KEY = environment.text("SECRET_KEY", None if PRODUCTION else "evaluation-only")
DEBUG = False
ALLOWED_HOSTS = environment.names(
    "ALLOWED_HOSTS", None if PRODUCTION else "localhost,127.0.0.1,[::1]"
)

# Where the running data of an evaluation lives: uploads, database, logs.
DATA_DIR = Path(environment.text("LIANGZE_DATA", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "config.queues.Queues",
    "pages",
    "alerts",
    "responsibility",
    "supervision",
    "dashboards",
    "demonstration",
]

MIDDLEWARE = [
    "config.middleware.numbered",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.received_at",
    "config.middleware.clean_input",
    "config.middleware.whole_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "responsibility.organisation.devices.middleware.ends_idle",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.who_asks",
    "config.strangers.slows_strangers",
    "responsibility.organisation.devices.middleware.last_seen",
    "config.middleware.content_security_policy",
    "config.middleware.only_a_form",
    "responsibility.organisation.sign_in.middleware.change_first",
    "responsibility.organisation.second_factor.middleware.set_up_first",
    "responsibility.organisation.sign_in.middleware.keeps_typed",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_TAGS = "pages.templatetags"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", f"{_TAGS}.look", f"{_TAGS}.frame"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigation.navigation",
                "alerts.alarms.footer.engine",
            ],
        },
    },
]

# Read as PostgreSQL's own programs read it. A socket folder is written percent-encoded:
# postgresql://user@%2Frun%2Fpg/liangze
_database = parse_dsn(
    environment.text("DATABASE_URL", None if PRODUCTION else "postgresql:///liangze")
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.get("dbname", ""),
        "USER": _database.get("user", ""),
        "PASSWORD": _database.get("password", ""),
        "HOST": _database.get("host", ""),
        "PORT": _database.get("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
}

REDIS_URL = environment.text("REDIS_URL", None if PRODUCTION else "redis://127.0.0.1:6379/0")
RQ_QUEUES = {
    "default": {
        "URL": REDIS_URL,
        "DEFAULT_TIMEOUT": 120,
        "SERIALIZER": "rq.serializers.JSONSerializer",
    }
}

# A job is one of our own (alerts/listed_job.py), whatever Redis names.
RQ = {"JOB_CLASS": "alerts.listed_job.ListedJob"}

# Lists may be exported; each export is noted by this (pages knows no audit log).
EXPORT_RECORDER = "alerts.audit.export.record_export"

AUTH_USER_MODEL = "responsibility.User"
AUTHENTICATION_BACKENDS = ["config.signed_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}Validator"}
    for rule in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
CSRF_FAILURE_VIEW = "responsibility.organisation.sign_in.expired.form_expired"
LOGIN_URL = LOGOUT_REDIRECT_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"

SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day; a trusted phone has 30 days
SESSION_COOKIE_HTTPONLY = True
# A session that nobody uses for so long ends, but for a trusted phone; 0: none does.
IDLE_MINUTES = environment.whole("IDLE_MINUTES", 30, least=0)
# How long a password holds for what gives rights or shows numbers in full; 0: for the session.
PASSWORD_MINUTES = environment.whole("PASSWORD_MINUTES", 15, least=0)
# Who administers gets nowhere without a second factor; who has set one up is asked for it anyhow.
SECOND_FACTOR_REQUIRED = environment.flag("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
OTP_TOTP_ISSUER = "Liangze"  # by which the app on a phone names the account

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "Chinese"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads beyond this many bytes are read from disk, not from memory.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# An upload is checked here, in the view; the proxy allows a little more so that ours is the answer.
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
UPLOADS_PER_RECORD = 9
# Where set, the proxy sends uploads once we said who may (X-Accel-Redirect); see deploy/nginx.conf.
SENDFILE_PREFIX = environment.text("SENDFILE_PREFIX", "")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
# A browser takes such cookies over https alone, and from no other host of the domain.
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "django_language"
MESSAGE_STORAGE = "config.notices.Notices"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
# The proxy of deploy/nginx.conf overwrites X-Forwarded-For with the address it sees.
BEHIND_PROXY = PRODUCTION
# In which header the proxies say whose request it is ("none": nobody says, the socket does), and
# how many of our own add to it: with two, a county's gateway before ours, the last but one counts.
ADDRESS_HEADER = environment.text("ADDRESS_HEADER", "X-Forwarded-For" if PRODUCTION else "none")
ADDRESS_HEADER = "" if ADDRESS_HEADER == "none" else ADDRESS_HEADER
PROXIES = environment.whole("PROXIES", 1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
CSRF_TRUSTED_ORIGINS = environment.names("CSRF_TRUSTED_ORIGINS", "")
# Where the outside reaches us, "https://host": in links of texts, and where providers report back.
# Never taken from a request, whose host its sender chooses. Empty: no links, no reports.
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", "").rstrip("/")

# Messages of the evaluation go to a page that shows them as on a phone; none leaves the machine.
SMS_CHANNEL = environment.text("SMS_CHANNEL", None if PRODUCTION else "sandbox")
# The ways to a phone there are, beside "none"; each is a class of alerts.channels.base.Channel.
SMS_CHANNELS = {
    "sandbox": "alerts.channels.sandbox.Sandbox",
    "twilio": "alerts.channels.twilio.Twilio",
    "aliyun": "alerts.channels.aliyun.Aliyun",
    "mail": "alerts.channels.mail.Mail",
}
# The sender's name before each message, as registered with the provider; empty: the demo's.
SMS_SIGNATURE = environment.text("SMS_SIGNATURE", "")
# Phones ring between 08:30 and 20:00 only, and not oftener than once in so many minutes; 0: once a
# working day, and beside it for what is urgent.
SMS_QUIET_HOURS = environment.flag("SMS_QUIET_HOURS", default=PRODUCTION)
SMS_WINDOW_MINUTES = environment.whole("SMS_WINDOW_MINUTES", 0 if PRODUCTION else 1, least=0)
# More new texts at once than this and than five usual days are held until somebody looks; 0: none.
SMS_STORM_LEAST = environment.whole("SMS_STORM_LEAST", 30 if PRODUCTION else 0, least=0)
# Short messages a county may send in a month; 0: as many as there are.
SMS_MONTHLY_QUOTA = environment.whole("SMS_MONTHLY_QUOTA", 0, least=0)
# How long a sender may take for one message before its death is looked into.
SMS_LEASE_SECONDS = environment.whole("SMS_LEASE_SECONDS", 120)
TWILIO_ACCOUNT_SID = environment.text("TWILIO_ACCOUNT_SID", "")
TWILIO_AUTH_TOKEN = environment.text("TWILIO_AUTH_TOKEN", "")
TWILIO_SENDER = environment.text("TWILIO_SENDER", "")
# Another address in place of Twilio's, for rehearsals against a stand-in.
TWILIO_API = environment.text("TWILIO_API", "").rstrip("/")
ALIYUN_ACCESS_KEY_ID = environment.text("ALIYUN_ACCESS_KEY_ID", "")
ALIYUN_ACCESS_KEY_SECRET = environment.text("ALIYUN_ACCESS_KEY_SECRET", "")
ALIYUN_API = environment.text("ALIYUN_API", "https://dysmsapi.aliyuncs.com")
# E-mail beside a text, with EMAIL_HOST and EMAIL_FROM. Not named MAIL: a login sets that.
MAIL_CHANNEL = "mail" if environment.flag("SEND_EMAIL", default=False) else "none"
EMAIL_HOST = environment.text("EMAIL_HOST", "")
EMAIL_PORT = environment.whole("EMAIL_PORT", 465)
EMAIL_USE_SSL = environment.flag("EMAIL_USE_SSL", default=True)  # from the first byte
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=False)  # by STARTTLS
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_FROM = environment.text("EMAIL_FROM", "")
EMAIL_TIMEOUT = 30  # seconds
# Whether somebody decides about the messages of a county (alerts.audit.keeper).
KEEPS_MESSAGES = "responsibility.outbox.keeper.keeps_messages"
# Commands and pages may pretend another instant only where this is on (demonstration, tests).
TIME_TRAVEL = environment.flag("LIANGZE_TIME_TRAVEL", default=not PRODUCTION)

LOGGING = logging_as(json_lines=PRODUCTION)
