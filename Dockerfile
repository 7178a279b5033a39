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
ENV PATH=/opt/tend/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 TEND_DIRECTORY=/data
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=20s --start-period=30s CMD ["tend", "doctor"]
ENTRYPOINT ["tend"]
CMD ["run"]
