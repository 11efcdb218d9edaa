package com.example.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cache.annotation.Cacheable;

/** Looks books up, slowly as one may think. */
public class Books {
  private final AtomicInteger asked = new AtomicInteger();

  /** The title of a book, and that it was looked up. */
  @Cacheable("books")
  public String title(String isbn) {
    asked.incrementAndGet();
    return "title of " + isbn;
  }

  /** The author of a book, which the cache itself asks for. */
  @Cacheable(value = "authors", sync = true)
  public String author(String isbn) {
    asked.incrementAndGet();
    return "author of " + isbn;
  }

  /** What a book costs, later. */
  @Cacheable("prices")
  public CompletableFuture<String> price(String isbn) {
    asked.incrementAndGet();
    return CompletableFuture.supplyAsync(() -> "price of " + isbn);
  }

  /** How many there are, later, which the cache itself asks for. */
  @Cacheable(value = "stocks", sync = true)
  public CompletableFuture<String> stock(String isbn) {
    asked.incrementAndGet();
    return CompletableFuture.supplyAsync(() -> "stock of " + isbn);
  }

  /** How often a book was looked up. */
  public int asked() {
    return asked.get();
  }
}
