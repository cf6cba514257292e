export const shell = {
  product: 'XAY 信用台',
  tagline: '信用销售与应收账款',
  skip: '跳到主要内容',
  navigation: '主导航',
  language: '语言',
  desk: '信用台',
  customers: '客户',
  applications: '信用申请',
  aging: '账龄',
  bank: '银行流水',
  demo: '演示数据',
  demoHint: '这里的客户与金额都是虚构的，仅供试用。',
  asOf: '截止 {{date}}',
  loading: '正在加载',
  noSuchPage: '没有这个页面',
  noSuchPageHint: '地址可能写错，或内容已移走。',
  toDesk: '回到信用台',
};

export const failure = {
  unreachable: '连不上服务器',
  unreachableHint: '请确认 XAY 正在运行、网络正常。画面上已有的数据是上次读到的。',
  unreadable: '服务器的答复与约定不符',
  unreadableHint: '状态 {{status}}，位置 {{where}}。页面与服务器的版本可能不一致，请刷新页面。',
  crashed: '这个页面画不出来',
  crashedHint: '多半是服务器刚换了版本，刷新页面就好；仍不行，请把下面这句话告诉管理员。',
  retry: '重试',
  reload: '刷新页面',
  correlation: '求助时请提供编号 {{id}}',
};

export const paging = {
  range: '第 {{from}}–{{to}} 条，共 {{total}} 条',
  more: '更多',
  clear: '清除筛选',
};
