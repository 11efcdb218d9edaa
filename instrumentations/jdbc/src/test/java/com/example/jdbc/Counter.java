package com.example.jdbc;

import java.util.Map;
import java.util.TreeMap;

/** What the application knows that it did: {@code operation table status} and how often. */
final class Counter {
  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void count(String operation, String table, String status, int more) {
    counts.merge(operation + ' ' + table + ' ' + status, more, Integer::sum);
  }

  synchronized void print() {
    counts.forEach((what, count) -> System.out.println("count " + what + ' ' + count));
  }
}
