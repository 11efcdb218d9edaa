package io.sidelight.servers;

/** Starts one server of each kind, says so, and leaves the end to whoever started this. */
final class BothServers {
  private BothServers() {}

  public static void main(String[] arguments) throws Exception {
    PostgresServer postgres = PostgresServer.start();
    RedisServer redis = RedisServer.start();
    System.out.println(postgres.port() + " " + redis.port());
    System.in.read();
  }
}
