import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';
import type { InvestigationReport } from '@app/contracts/investigation-report';
import { pdfDefinition, tableLayouts } from './pdf-definition';

const fonts = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts');
const regular = join(fonts, 'NotoSansHans-Regular.otf');
const bold = join(fonts, 'NotoSansHans-Bold.otf');

pdfmake.setFonts({ Han: { normal: regular, bold, italics: regular, bolditalics: bold } });
pdfmake.setTableLayouts(tableLayouts);
// Nothing of a report comes from anywhere but the report and the two fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold);

/** Takes a second the first time, for the fonts, and holds up its thread: see `printer`. */
export const renderDefinition = (definition: TDocumentDefinitions): Promise<Uint8Array> =>
  pdfmake.createPdf(definition).getBuffer();

export const renderPdf = (report: InvestigationReport): Promise<Uint8Array> => renderDefinition(pdfDefinition(report));
