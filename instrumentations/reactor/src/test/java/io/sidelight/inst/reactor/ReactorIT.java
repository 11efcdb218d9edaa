package io.sidelight.inst.reactor;

import com.example.concurrent.ReactorMechanisms;
import io.sidelight.inst.concurrent.MechanismApp;
import io.sidelight.inst.concurrent.MechanismContract;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Jvm;
import io.sidelight.test.Libraries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What Reactor and RxJava run on other threads, in their oldest and newest versions. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"oldest", "newest"})
class ReactorIT implements MechanismContract {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/reactor");
  private static MechanismApp running;

  @Parameter String versions;

  @BeforeParameterizedClassInvocation
  static void start(String versions) {
    List<Path> libraries = new ArrayList<>(Libraries.dir(MODULE, versions));
    libraries.add(AppProcessBuilder.locationOf(ReactorMechanisms.class));
    running = MechanismApp.start(Jvm.current(), libraries);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public MechanismApp running() {
    return running;
  }

  @Override
  public Map<String, Integer> interleaved() {
    return Map.of(
        "loop-then-elastic", 500,
        "loop-then-loop", 500,
        "flux-flat-map", 50,
        "flux-publish-on", 50,
        "rx2-observe-on", 100,
        "rx3-flat-map", 100);
  }
}
