"""What the measurements of this folder share: processes and their use of the machine, agents and how they are told
where to send, and numbers of several runs."""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"
LIMIT = 120  # seconds for anything
HEAP = ["-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"]
OURS = ROOT / "dist/target/sidelight-agent.jar"

NAMES = {
    "none": "none",
    "ours": "Sidelight",
    "otel": "OpenTelemetry",
    "otel-comparable": "OpenTelemetry, comparable parts",
    "elastic": "Elastic",
    "datadog": "Datadog",
}
PEERS = {
    "otel": "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1",
    "otel-comparable": "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1",
    "elastic": "co.elastic.apm:elastic-apm-agent:1.55.1",
    "datadog": "com.datadoghq:dd-java-agent:1.68.1",
}
# What this agent does for such an application, and nothing else.
COMPARABLE = ["tomcat", "servlet", "jdbc", "hikaricp", "jedis", "executors", "runtime-telemetry"]


class Failure(Exception):
    """Something that a person has to put right; shown without a trace."""


class Child:
    """A process with a group of its own, and its output line by line."""

    running = set()

    def __init__(self, command, env):
        self.lines = []
        self.taken = 0
        self.changed = threading.Condition()
        self.ended = False
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", start_new_session=True)
        Child.running.add(self)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def next_line(self, regex, limit=LIMIT):
        """The first match after that of the last call."""
        return self.await_line(regex, limit, self.taken)

    def await_line(self, regex, limit=LIMIT, seen=0):
        """The first match in a line that has come or will come."""
        pattern = re.compile(regex)
        deadline = time.monotonic() + limit
        with self.changed:
            while True:
                while seen < len(self.lines):
                    match = pattern.search(self.lines[seen])
                    seen += 1
                    if match:
                        self.taken = seen
                        return match
                left = deadline - time.monotonic()
                if self.ended or left <= 0:
                    last = "\n  ".join(self.lines[-20:])
                    raise Failure(f"no line '{regex}' from {' '.join(self.process.args)}\n  {last}")
                self.changed.wait(left)

    def cpu_seconds(self):
        """Used by all its threads so far, in user and system mode."""
        return cpu_seconds(Path(f"/proc/{self.process.pid}/stat"))

    def compiler_seconds(self):
        """As above of the JIT compilers' threads alone: what they do is over some day."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                if re.match(r"C[12] Compiler", (task / "comm").read_text()):
                    total += cpu_seconds(task / "stat")
            except FileNotFoundError:
                continue
        return total

    def resident_bytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) * 1024

    def stop(self):
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(20)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        Child.running.discard(self)


def cpu_seconds(stat):
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def need(path, hint):
    if not path.is_file():
        raise Failure(f"no {path}: {hint}")
    return path


def fetch(artifact):
    """The jar of a peer, from the Maven repository, once."""
    _, name, version = artifact.split(":")
    jar = HERE / "target" / f"{name}-{version}.jar"
    if not jar.exists():
        mvn = shutil.which("mvn")
        if not mvn:
            raise Failure(f"no {jar} and no mvn to fetch it")
        subprocess.run(
            [mvn, "-B", "-ntp", "-q", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={jar.parent}"],
            cwd=ROOT, check=True, stdout=sys.stderr)
    return jar


def agent_options(variant, ours=OURS, sink="", metrics_port=0):
    """Options of the JVM. All send their spans to the sink; those that can serve metrics to Prometheus do so.

    sink: the address of what takes the spans; empty where the environment tells it
    """
    if variant == "none":
        return []
    if variant == "ours":
        return [f"-javaagent:{need(Path(ours), 'mvn package -pl dist -am')}=metrics.port={metrics_port}"]
    if variant not in PEERS:
        raise Failure(f"no variant {variant}: {', '.join(NAMES)}")
    options = [f"-javaagent:{fetch(PEERS[variant])}"]
    if variant.startswith("otel") and metrics_port:
        options += ["-Dotel.metrics.exporter=prometheus", f"-Dotel.exporter.prometheus.port={metrics_port}",
                    "-Dotel.logs.exporter=none"]
    if variant == "otel-comparable":
        options.append("-Dotel.instrumentation.common.default-enabled=false")
        options += [f"-Dotel.instrumentation.{name}.enabled=true" for name in COMPARABLE]
    if variant == "elastic":
        options += [f"-Delastic.apm.server_url={sink}", "-Delastic.apm.service_name=load",
                    "-Delastic.apm.central_config=false", "-Delastic.apm.cloud_provider=NONE",
                    "-Delastic.apm.log_level=WARN"]
    if variant == "datadog":
        # Only what it traces: no profiler, no configuration from afar, nothing about itself.
        options += [f"-Ddd.trace.agent.url={sink}", "-Ddd.service=load", "-Ddd.profiling.enabled=false",
                    "-Ddd.remote_config.enabled=false", "-Ddd.instrumentation.telemetry.enabled=false",
                    "-Ddd.appsec.enabled=false", "-Ddd.crashtracking.enabled=false"]
    return options


def environment(sink):
    """For the application: settings of agents outside of the measurement would change it."""
    kept = {
        name: value for name, value in os.environ.items()
        if not name.startswith(("OTEL_", "SIDELIGHT_", "DD_", "ELASTIC_"))
        and name not in ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")}
    kept["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink
    kept["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf"
    return kept


def leave_core(core):
    """Keeps this process and its children off the application's core, if there is another."""
    others = os.sched_getaffinity(0) - {core}
    if others:
        os.sched_setaffinity(0, others)
    else:
        print("only one core; the application shares it", file=sys.stderr)


def turning(variants, turn):
    """Each round begins with another variant: whatever else the machine does falls on all of them."""
    first = turn % len(variants)
    return variants[first:] + variants[:first]


def added(results, variant, key):
    """The median, over all rounds, of the difference to the run without agent in the same round; None if unknown."""
    if variant == "none" or "none" not in results:
        return None
    pairs = [
        (run[key], none[key]) for run, none in zip(results[variant], results["none"])
        if run.get(key) is not None and none.get(key) is not None]
    return statistics.median(with_it - without for with_it, without in pairs) if pairs else None
