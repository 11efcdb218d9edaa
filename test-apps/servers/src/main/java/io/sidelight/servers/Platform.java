package io.sidelight.servers;

import java.io.IOException;
import java.util.Locale;

/** Operating system and processor, as the archives are named. */
enum Platform {
  LINUX_AMD64("linux-x86_64", "6.2.6-v5-linux-amd64", "6.2.7-linux-386"),
  LINUX_AARCH64("linux-arm_64", "6.2.7-linux-arm64"),
  MAC_AMD64("darwin-x86_64", "6.2.6-v5-darwin-amd64"),
  MAC_AARCH64("darwin-arm_64", "6.2.6-v5-darwin-arm64");

  final String postgres;
  final String redis;

  /**
   * Where the first needs libraries that a small system may lack (OpenSSL 3), one that is linked
   * statically.
   */
  final String redisFallback;

  Platform(String postgres, String redis) {
    this(postgres, redis, redis);
  }

  Platform(String postgres, String redis, String redisFallback) {
    this.postgres = postgres;
    this.redis = redis;
    this.redisFallback = redisFallback;
  }

  /**
   * The one this JVM runs on.
   *
   * @throws IOException when there are no servers for it
   */
  static Platform current() throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (system.equals("linux") && (arm || intel)) {
      return arm ? LINUX_AARCH64 : LINUX_AMD64;
    }
    if (system.startsWith("mac") && (arm || intel)) {
      return arm ? MAC_AARCH64 : MAC_AMD64;
    }
    throw new IOException("no PostgreSQL and Redis for " + system + " on " + processor);
  }
}
