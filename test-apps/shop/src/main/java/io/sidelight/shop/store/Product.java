package io.sidelight.shop.store;

/** Something the shop sells; the price in cents. */
public record Product(long id, String name, int priceCents, int stock) {}
