package com.example.concurrent;

/** One way of running something on another thread. */
interface Mechanism {
  /** Has the query run, on whatever thread; need not wait for it. */
  void run(Query query) throws Exception;
}
