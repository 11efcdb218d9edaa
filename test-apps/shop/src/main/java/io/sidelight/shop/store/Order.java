package io.sidelight.shop.store;

import java.util.List;

/** An order that was placed; the total in cents, the time in ISO 8601. */
public record Order(
    long id, String customer, long totalCents, String createdAt, List<OrderLine> lines) {}
