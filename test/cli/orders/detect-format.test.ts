import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../cli/orders/detect-format.ts';

describe('detectFormat', () => {
  it.each([
    [' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77', 'cdnow'],
    [' 00004 0001 19970101  2   29.33\r\n', 'cdnow'],
    ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n', 'online-retail'],
    ['Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n', 'online-retail'],
    ['Name,Email,Financial Status,Paid at,Created at,Total,Lineitem quantity,Lineitem name\n', 'shopify'],
    ['order_id,order_number,date,status,order_total,billing_email,line_items\n', 'woocommerce'],
    ['"Order Number","Order Status","Order Date","Email (Billing)","Order Total Amount"\n', 'woocommerce'],
    ['Date,"Order #","N. Revenue (formatted)",Status,Customer,"Customer type","Product(s)"\n', 'woocommerce'],
    ['order_id,customer_id,occurred_at,total,currency\n', 'csv'],
    ['\n\uFEFFOrder ID;Customer ID;Occurred at;Total\n', 'csv'],
  ])('tells %j to be %s', (head, format) => {
    expect(detectFormat(head, 'orders.csv')).toBe(format);
  });

  it('names the file and lists the formats where it cannot tell', () => {
    expect(() => detectFormat('a,b,c\n1,2,3\n', 'shop/history.csv')).toThrow(
      expect.objectContaining({
        code: 'ORDERS.UNKNOWN_FORMAT',
        message: expect.stringMatching(
          /^The format of shop\/history\.csv cannot.*csv, shopify, woocommerce, online-retail, cdnow.*--format/,
        ),
      }),
    );
  });
});
