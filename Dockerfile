# One image for web, worker, ticker and the one-off setup; docker-compose.yml says which it runs.
FROM python:3.13-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 \
    LIANGZE_ENV=production LIANGZE_DATA=/data TZ=Asia/Shanghai
WORKDIR /app

# For the pages of files that are read on the page: PDFs bring no font for much of their Chinese.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

COPY . .
RUN python -m config.catalogue compile \
 && useradd --system --uid 10001 liangze \
 && install -d -o liangze -g liangze /data /data/files /data/static
USER liangze
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config", "python:config.gunicorn"]
