"use strict";

const message = document.getElementById("message");

async function order(product) {
  const response = await fetch("/api/orders", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ lines: [{ productId: product.id, quantity: 1 }] }),
  });
  const body = await response.json();
  message.textContent = response.ok ? `Order ${body.id} is placed.` : body.error;
}

function row(product) {
  const tr = document.createElement("tr");
  tr.insertCell().textContent = product.name;
  const price = tr.insertCell();
  price.className = "number";
  price.textContent = (product.priceCents / 100).toFixed(2);
  const button = document.createElement("button");
  button.textContent = "Order";
  button.addEventListener("click", () => order(product));
  tr.insertCell().append(button);
  return tr;
}

async function show() {
  const products = await (await fetch("/api/products")).json();
  document.getElementById("products").append(...products.map(row));
}

show().catch(() => { message.textContent = "The shop does not answer."; });
