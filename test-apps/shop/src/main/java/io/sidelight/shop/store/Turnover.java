package io.sidelight.shop.store;

/** How many orders there are, and what they come to. */
public record Turnover(long orders, long totalCents) {}
