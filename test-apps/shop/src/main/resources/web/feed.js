"use strict";

const SHOWN = 20;
const RETRY_MS = 2000;
const message = document.getElementById("message");
const orders = document.getElementById("orders");

function show(order) {
  const tr = orders.insertRow(0);
  for (const text of [order.id, order.customer]) {
    tr.insertCell().textContent = text;
  }
  for (const text of [order.lines.length, (order.totalCents / 100).toFixed(2)]) {
    const cell = tr.insertCell();
    cell.className = "number";
    cell.textContent = text;
  }
  while (orders.rows.length > SHOWN) {
    orders.deleteRow(-1);
  }
}

function connect() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/ws/orders`);
  socket.addEventListener("open", () => {
    message.textContent = "Waiting for orders.";
    socket.send("status");
  });
  socket.addEventListener("message", (event) => {
    const body = JSON.parse(event.data);
    if (body.type === "order") {
      show(body.order);
    } else if (body.type === "status") {
      message.textContent = `Waiting for orders; listeners: ${body.listeners}.`;
    }
  });
  socket.addEventListener("close", () => {
    message.textContent = "The connection is lost; trying again.";
    setTimeout(connect, RETRY_MS);
  });
}

connect();
