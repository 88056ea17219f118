"""The servers that every test run has."""

import os

import django_rq
import psycopg2


def test_the_run_has_a_database_of_its_own():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, version()")
        assert cursor.fetchone()[0] == 18
    connection.close()


def test_words_are_compared_by_the_built_in_rules():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT datlocprovider, datlocale, pg_encoding_to_char(encoding)"
            " FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == ("b", "C.UTF-8", "UTF8")
    connection.close()


def test_the_run_has_a_redis_of_its_own():
    assert os.environ["REDIS_URL"].startswith("unix:///tmp/liangze-test-")
    assert django_rq.get_connection().ping()
