# Stage 1: the browser assets and the wheel. Stage 2: the wheel and what it needs, nothing that builds.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements/dev.lock requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/dev.lock
COPY package.json package-lock.json .npmrc ./
COPY tools tools
RUN python tools/assets.py
COPY . .
RUN python -m hatchling build --target wheel --directory /wheel

FROM python:3.13-slim
COPY requirements/runtime.lock /tmp/
RUN pip install --no-cache-dir --require-hashes --requirement /tmp/runtime.lock && rm /tmp/runtime.lock
RUN --mount=type=bind,from=build,source=/wheel,target=/wheel pip install --no-cache-dir --no-deps /wheel/*.whl \
    && useradd --create-home --uid 10001 sanlian \
    && install --directory --owner=sanlian --group=sanlian /data
USER sanlian
WORKDIR /data
VOLUME /data
ENV SANLIAN_STORE=sqlite:////data/sanlian.db \
    PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
# On any address but 127.0.0.1 it refuses to serve before there is an access token: `sanlian token add`.
CMD ["sanlian", "serve", "--host", "0.0.0.0", "--port", "8000"]
