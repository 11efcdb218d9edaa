package io.sidelight.shop.store;

/** There is not enough of a product, or no such product; the order was not placed. */
public final class OutOfStockException extends Exception {
  public OutOfStockException(long productId) {
    super("product " + productId + " is not available in that quantity");
  }
}
