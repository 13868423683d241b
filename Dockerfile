# syntax=docker/dockerfile:1
# Onym: `docker build -t onym .`, then
#   docker run -e ONYM_ALLOW_KEYLESS=true -p 127.0.0.1:8000:8000 -v onym:/data onym
# Without a key configured the service listens inside the container only, unless told otherwise.

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
RUN python -m venv /opt/onym
COPY requirements/run.txt requirements/run.txt
RUN /opt/onym/bin/pip install --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY alembic alembic
COPY app app
RUN /opt/onym/bin/pip install --no-deps .

FROM python:3.11-slim-bookworm
ENV PATH=/opt/onym/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ONYM_HOST=0.0.0.0 \
    ONYM_PORT=8000 \
    ONYM_DATABASE_URL=sqlite:////data/onym.db
RUN useradd --system --uid 10001 --home-dir /data --create-home onym
COPY --from=build /opt/onym /opt/onym
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"ONYM_PORT\"]}/readyz', timeout=4)"]
CMD ["onym", "serve"]
