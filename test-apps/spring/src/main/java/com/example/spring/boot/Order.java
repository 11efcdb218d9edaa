package com.example.spring.boot;

import jakarta.validation.constraints.Min;

/** From the parameters of a request. */
public class Order {
  @Min(1)
  private int quantity;

  public int getQuantity() {
    return quantity;
  }

  public void setQuantity(int quantity) {
    this.quantity = quantity;
  }
}
