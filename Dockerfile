# One image, one process. What people wrote lives in the volume /data; the settings come from the environment.

FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/tend
COPY requirements/run.txt requirements/
RUN /opt/tend/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml LICENSE ./
COPY bot/ bot/
COPY adapters/ adapters/
COPY migrations/ migrations/
RUN /opt/tend/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/tend/bin/python -m compileall -q /opt/tend

FROM python:3.11-slim
# A new volume takes its owner from the folder that it is mounted on.
RUN useradd --uid 10001 --user-group --home-dir /data --no-create-home tend \
 && install --directory --owner tend --group tend --mode 700 /data /data/erased-people
COPY --from=build /opt/tend /opt/tend
ENV PATH=/opt/tend/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TEND_DIRECTORY=/data TEND_HEALTH_PORT=8766
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# Whoever restarts what is unhealthy is told no more than whether the process lives: the rest mends itself. `tend doctor`
# says more, and takes thirty times as much of a processor.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["python", "-Ic", "\
import http.client as h, os; c = h.HTTPConnection('127.0.0.1', int(os.environ['TEND_HEALTH_PORT']), 8); \
c.request('GET', '/healthz'); raise SystemExit(c.getresponse().status != 200)"]
ENTRYPOINT ["tend"]
CMD ["run"]
