# docker build -t reportmine . && docker run --rm -v "$PWD:/data" reportmine extract report.pdf
FROM python:3.12-slim
COPY . /src
RUN pip install --no-cache-dir "/src[all,tables]" && rm -rf /src && useradd --create-home reader
USER reader
ENV PYTHONUTF8=1 LANG=C.UTF-8
WORKDIR /data
ENTRYPOINT ["reportmine"]
CMD ["--help"]
