package io.sidelight.shop.store;

/** So many of one product; the price of one, in cents, when it was ordered. */
public record OrderLine(long productId, int quantity, int priceCents) {}
