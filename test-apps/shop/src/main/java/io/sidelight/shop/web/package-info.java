/** The shop's servlets, its filter and its WebSocket endpoint. */
package io.sidelight.shop.web;
