package com.example.cache;

import org.springframework.cache.annotation.Cacheable;

/** Looks books up, slowly as one may think. */
public class Books {
  private int asked;

  /** The title of a book, and that it was looked up. */
  @Cacheable("books")
  public String title(String isbn) {
    asked++;
    return "title of " + isbn;
  }

  /** How often a book was looked up. */
  public int asked() {
    return asked;
  }
}
