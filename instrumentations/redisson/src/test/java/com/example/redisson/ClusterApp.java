package com.example.redisson;

import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;

/**
 * Uses three servers together. Arguments: {@code cluster} or {@code sentinel}, port of one of them.
 */
public final class ClusterApp {
  private static final int KEYS = 30;

  private ClusterApp() {}

  public static void main(String[] args) throws Exception {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    String address = "redis://127.0.0.1:" + args[1];
    if (args[0].equals("cluster")) {
      config.useClusterServers().addNodeAddress(address).setMasterConnectionMinimumIdleSize(1);
    } else {
      config
          .useSentinelServers()
          .setMasterName("main")
          .setCheckSentinelsList(false)
          .setReadMode(ReadMode.MASTER)
          .addSentinelAddress(address);
    }
    RedissonClient redis = Redisson.create(config);
    for (int i = 0; i < KEYS; i++) {
      RBucket<String> bucket = redis.getBucket("key" + i);
      bucket.set("value");
      if (!"value".equals(bucket.get())) {
        throw new IllegalStateException();
      }
      if (args[0].equals("cluster") && redis.getBucket("none" + i).get() != null) {
        throw new IllegalStateException();
      }
    }
    System.out.println("done");
    System.in.read();
  }
}
