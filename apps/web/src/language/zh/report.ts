export const report = {
  open: '资信调查报告',
  pdf: '下载 PDF',
  docx: '下载 Word',
};
