import type { CsvHeader } from './csv-header.ts';

/** Positions of the columns of a WooCommerce export; -1 where it lacks one. */
export interface WooColumns {
  readonly orderId: number;
  readonly date: number;
  readonly status: number;
  readonly total: number;
  readonly currency: number;
  readonly discount: number;
  readonly refunded: number;
  readonly coupon: number;
  readonly email: number;
  readonly phone: number;
  readonly firstName: number;
  readonly lastName: number;
  readonly fullName: number;
  readonly country: number;
  readonly accountId: number;
  readonly sku: number;
  readonly itemName: number;
  readonly quantity: number;
  readonly itemPrice: number;
  readonly itemTotal: number;
  /** All items of the order in one column, or one item in each of these. */
  readonly itemLists: readonly number[];
  /** "2× Green tea, 1× Cup", as in an Analytics download. */
  readonly products: number;
}

/** Finds the columns under the names that the known exporters give them. @throws PerennialError ORDERS.MISSING_COLUMN */
export function locateWooColumns(header: CsvHeader): WooColumns {
  return {
    orderId: header.require('order_id', 'order_number', 'Order #'),
    date: header.require('order_date', 'date_created', 'date'),
    status: header.find('status', 'order_status'),
    total: header.require('order_total', 'Order Total Amount', 'N. Revenue', 'N. Revenue (formatted)'),
    currency: header.find('order_currency', 'currency'),
    discount: header.find('discount_total', 'cart_discount', 'Cart Discount Amount'),
    refunded: header.find('refunded_total', 'Order Refund Amount'),
    coupon: header.find('coupon_code', 'coupons_used', 'coupon_items', 'Coupon(s)'),
    email: header.find('billing_email', 'Email (Billing)', 'customer_email'),
    phone: header.find('billing_phone', 'Phone (Billing)'),
    firstName: header.find('billing_first_name', 'First Name (Billing)'),
    lastName: header.find('billing_last_name', 'Last Name (Billing)'),
    fullName: header.find('billing_full_name', 'Full Name (Billing)', 'Name (Billing)', 'Customer'),
    country: header.find('billing_country', 'Country Code (Billing)'),
    accountId: header.find('customer_id', 'customer_user', 'Customer User ID'),
    sku: header.find('item_sku', 'sku'),
    itemName: header.find('item_name', 'Product Name'),
    quantity: header.find('item_quantity', 'quantity', 'Quantity (- Refund)'),
    itemPrice: header.find('item_price', 'Item Cost'),
    itemTotal: header.find('item_total', 'Order Line Total'),
    itemLists: header.matching(/^lineitems?\d*$/),
    products: header.find('Product(s)'),
  };
}
