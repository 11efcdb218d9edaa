/** What the shop keeps: PostgreSQL through HikariCP, and a Redis cache in front of it. */
package io.sidelight.shop.store;
