/** Light, mixed load for the shop, for a process of its own. */
package io.sidelight.shop.traffic;
